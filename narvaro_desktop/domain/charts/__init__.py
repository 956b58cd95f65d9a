"""Pictures that know nothing of screens: the trend, the heat map, bars, a year of days, a page of paper."""
