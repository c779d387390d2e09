"""The declarations of the result tables, in the order of their sheets.

``headline`` (summary, shares), ``trade`` (awards, flows, carriage, decisions), ``service`` (uses,
demand, stock, cover, specifications), ``pools`` (stock by pool), ``chains`` (arrivals, plants,
surplus, basket values, exposure),
``home`` (levers, conversions), ``money`` (costs), ``safety`` (concentration, risk),
``policy`` (rules, limits, ties), ``about`` (findings, changes, flags, manifest).
"""
