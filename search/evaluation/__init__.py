"""How good are the answers? Topics and judgements in, the field's measures out, and where the right document lost."""

from search.evaluation.comparing import Comparison, compared
from search.evaluation.losses import Loss, losses
from search.evaluation.measures import MEASURES, Scores, measured
from search.evaluation.pooling import pooled
from search.evaluation.qrels import Qrels, read_qrels, write_qrels
from search.evaluation.report import Report, System, as_json, report, table
from search.evaluation.report_page import html_page
from search.evaluation.runs import Run, answered, read_run, write_run
from search.evaluation.settings import Setting, opened_with, setting
from search.evaluation.topics import Topic, read_topics

__all__ = [
    "MEASURES",
    "Comparison",
    "Loss",
    "Qrels",
    "Report",
    "Run",
    "Scores",
    "Setting",
    "System",
    "Topic",
    "answered",
    "as_json",
    "compared",
    "html_page",
    "losses",
    "measured",
    "opened_with",
    "pooled",
    "read_qrels",
    "read_run",
    "read_topics",
    "report",
    "setting",
    "table",
    "write_qrels",
    "write_run",
]
