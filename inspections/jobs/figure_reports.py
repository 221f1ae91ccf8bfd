"""The print of a periodic report."""

from procrastinate.contrib.django import app

from inspections.actions import figure_reports


@app.task(name="inspections.render_figure_report", retry=5)
def render_figure_report(report_id: int) -> None:
    """Print the frozen content of a report."""
    figure_reports.render_report(report_id)
