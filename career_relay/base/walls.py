"""Migration operations that build the wall in the database: policies, composite keys, append-only tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

MINE = "company_id = (SELECT cr_company())"
THEIRS = "person_id = (SELECT cr_person())"
OPERATORS = "(SELECT cr_operator())"


class _TableOperation(Operation):
    """An operation on the table of one model; the project state does not change."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, **options: Any) -> None:
        self.model_name, self.options = model_name, options

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model_name], self.options)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: walls live in the database only."""

    def model(self, app_label: str, state: ProjectState) -> type[models.Model]:
        return state.apps.get_model(app_label, self.model_name)


class Wall(_TableOperation):
    """Enable row-level security with one policy, and tie every reference to the same company.

    using: SQL of the rows that may be read (default: the active company's; with `person=True` also the person's).
    check: SQL of the rows that may be written (default: the same).
    Foreign keys to other walled company tables become composite `(company_id, x_id)`, because PostgreSQL checks
    foreign keys without row-level security: otherwise a row could be attached to another company's.
    """

    def expression(self, model: type[models.Model]) -> str:
        if using := self.options.get("using"):
            return str(using)
        fields = {field.name for field in model._meta.fields}
        parts = [MINE] if "company" in fields else []
        if self.options.get("person") or "company" not in fields:
            parts.append(THEIRS)
        return " OR ".join(parts)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = self.model(app_label, to_state)
        table, using = model._meta.db_table, self.expression(model)
        check = self.options.get("check", using)
        schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        schema_editor.execute(f'CREATE POLICY wall ON "{table}" USING ({using}) WITH CHECK ({check})')
        if any(field.name == "company" for field in model._meta.fields):
            self._tie(schema_editor, model)

    def _tie(self, schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        table = model._meta.db_table
        schema_editor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_in_company" UNIQUE (company_id, id)')
        for field in model._meta.fields:
            parent = field.related_model
            if parent is None or isinstance(parent, str) or field.name == "company":
                continue
            if any(f.name == "company" for f in parent._meta.fields) and not getattr(field, "across", False):
                schema_editor.execute(
                    f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{field.column}_same_company"'
                    f' FOREIGN KEY (company_id, "{field.column}")'
                    f' REFERENCES "{parent._meta.db_table}" (company_id, id) DEFERRABLE INITIALLY DEFERRED'
                )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = self.model(app_label, from_state)._meta.db_table
        schema_editor.execute(f'DROP POLICY IF EXISTS wall ON "{table}"')
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        return f"Build the wall around {self.model_name}"


class AppendOnly(_TableOperation):
    """Refuse UPDATE, DELETE and TRUNCATE on a table, for the app and the owner alike."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = self.model(app_label, to_state)._meta.db_table
        schema_editor.execute(
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION cr_append_only()"
        )
        schema_editor.execute(
            f'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION cr_append_only()"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = self.model(app_label, from_state)._meta.db_table
        schema_editor.execute(f'DROP TRIGGER IF EXISTS append_only ON "{table}"')
        schema_editor.execute(f'DROP TRIGGER IF EXISTS append_only_truncate ON "{table}"')

    def describe(self) -> str:
        return f"Make {self.model_name} append-only"


class AppendOnlyUntil(_TableOperation):
    """Let rows of an append-only table go when their time is over: `after` since what `column` says, not a day earlier."""

    def __init__(self, model_name: str, *, column: str, after: str) -> None:
        super().__init__(model_name, column=column, after=after)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table, told = self.model(app_label, to_state)._meta.db_table, self.options
        schema_editor.execute(f'DROP TRIGGER append_only ON "{table}"')
        schema_editor.execute(
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"'
            f" FOR EACH ROW EXECUTE FUNCTION cr_append_only('{told['column']}', '{told['after']}')"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """The clock stays: a table is never made stricter on the way back."""

    def describe(self) -> str:
        return f"Let rows of {self.model_name} go when their time is over"


class SqlFile(Operation):
    """Run one reviewed SQL file, found beside the migrations in `sql/`. Each holds one function."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, place: str, name: str) -> None:
        self.place, self.name = place, name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("SqlFile", [self.place, self.name], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: functions live in the database only."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        source = Path(__file__).parent.parent / self.place / "sql" / f"{self.name}.sql"
        # the file is the newest one: what it reads may be made by a later migration, which installs it once more
        schema_editor.execute("SET check_function_bodies = off")
        schema_editor.execute(source.read_text(), params=None)
        schema_editor.execute("RESET check_function_bodies")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Functions are replaced, never dropped, on the way back."""

    def describe(self) -> str:
        return f"Install {self.name}.sql"
