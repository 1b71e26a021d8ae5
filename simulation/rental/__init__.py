"""The rental market by idea; `simulation/processes/rental_market.py` tells its month in order."""
