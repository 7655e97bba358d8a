"""Charts that were put into a briefing, as JSON and back; they show what they showed when they were put in."""

from dataclasses import asdict, fields
from typing import Any

from app.services.documents.charts import (
    Band,
    BarSpec,
    ChartSpec,
    FunnelSpec,
    HeatSpec,
    LineSpec,
    RowBarSpec,
    Series,
)

_KINDS: dict[str, type[ChartSpec]] = {
    kind.__name__: kind for kind in (LineSpec, BarSpec, RowBarSpec, HeatSpec, FunnelSpec)
}


def chart_as_kept(spec: ChartSpec) -> dict[str, Any]:
    """Plain values under the name of its kind."""
    series = [{**asdict(each), "hollow": sorted(each.hollow)} for each in spec.series]
    said = {field.name: getattr(spec, field.name) for field in fields(spec)}
    return {**said, "kind": type(spec).__name__, "series": series}


def chart_of_kept(kept: dict[str, Any]) -> ChartSpec:
    """The chart as it was; raises KeyError, TypeError, ValueError for what is none."""
    said = {key: value for key, value in kept.items() if key != "kind"}
    said["series"] = tuple(_series(each) for each in kept["series"])
    for name in ("categories", "ends"):
        if name in said:
            said[name] = tuple(said[name])
    if said.get("band") is not None:
        said["band"] = Band(*said["band"])
    return _KINDS[kept["kind"]](**said)


def _series(kept: dict[str, Any]) -> Series:
    return Series(kept["name"], tuple(kept["values"]), tuple(kept["labels"]), frozenset(kept["hollow"]))
