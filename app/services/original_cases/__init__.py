"""The register of original cases (原案)."""
