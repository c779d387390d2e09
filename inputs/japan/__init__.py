"""The figures of the Japan case as records.

- ``files``   the CSV files and how their rows are marked
- ``needs``   settings, materials, demand, stock
- ``supply``  suppliers, offers, origins, capacities
- ``places``  countries, routes
"""
