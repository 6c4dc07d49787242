"""Widgets that screens are made of.

Bars, panels and dialogs here, and packages of lists, forms and charts.

They know records and their fields, never a particular screen. Lists and panels paint their own lines. What is asked of
Textual's insides is in :mod:`screens.widgets.textual_compat` alone.
"""
