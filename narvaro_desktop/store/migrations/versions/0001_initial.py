"""The tables of version 0.1.0, as the program's own metadata makes them."""

from alembic import op

from narvaro_desktop.store.tables import Base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    Base.metadata.create_all(op.get_bind())


def downgrade() -> None:
    Base.metadata.drop_all(op.get_bind())
