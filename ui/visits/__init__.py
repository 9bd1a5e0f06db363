"""Activities of condolence (走访慰问): the list, the page of one with its recipients, rosters."""
