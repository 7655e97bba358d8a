"""案件包 on screen: exporting matters into a folder, and proving that a package is unchanged."""
