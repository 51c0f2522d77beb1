"""The frame: base page, components, lists, navigation, account pages, weight and content policy."""
