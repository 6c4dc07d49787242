"""What several screens are made of: lists, boards, grids, charts, forms and pickers.

They know records and their fields, never a particular screen. Lists and panels paint their own lines.
"""
