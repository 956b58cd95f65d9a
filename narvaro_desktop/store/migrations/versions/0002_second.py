"""What version 0.2.0 adds to the tables of 0.1.0: columns and tables, nothing taken away."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One function below for each subject, called here in the order that its tables need."""
