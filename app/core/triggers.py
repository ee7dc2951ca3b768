"""What the database itself refuses: the audit log is added to, and never changed.

The only thing that goes is a whole beginning of it, older than twelve months, once a checkpoint
says how much that was. `migrations/env.py` makes these triggers anew after every migration.
"""

YEAR_S = 365 * 24 * 60 * 60
REFUSED = "the audit log is only added to"
# For a delete: is it older than the last checkpoint, or younger than a year?
COVERED = "OLD.at < coalesce((select max(upto) from audit_checkpoints), 0)"
SQLITE = {
    "audit_no_update": f"""create trigger audit_no_update before update on audit
        begin select raise(abort, '{REFUSED}'); end""",
    "audit_no_delete": f"""create trigger audit_no_delete before delete on audit
        when not ({COVERED}) begin select raise(abort, '{REFUSED}'); end""",
    "audit_checkpoints_no_update": f"""create trigger audit_checkpoints_no_update
        before update on audit_checkpoints begin select raise(abort, '{REFUSED}'); end""",
    "audit_checkpoints_no_delete": f"""create trigger audit_checkpoints_no_delete
        before delete on audit_checkpoints begin select raise(abort, '{REFUSED}'); end""",
    "audit_checkpoints_of_old": f"""create trigger audit_checkpoints_of_old
        before insert on audit_checkpoints when NEW.upto > NEW.made_at - {YEAR_S}
        or NEW.made_at > cast(strftime('%s', 'now') as integer) + 86400
        begin select raise(abort, '{REFUSED}'); end""",
}
REFUSE = f"""create or replace function audit_refuse() returns trigger as $$
    begin raise exception '{REFUSED}'; end $$ language plpgsql"""
OF_OLD = f"""create or replace function audit_of_old() returns trigger as $$
    begin
        if NEW.upto > NEW.made_at - {YEAR_S}
        or NEW.made_at > extract(epoch from now()) + 86400 then
            raise exception '{REFUSED}';
        end if;
        return NEW;
    end $$ language plpgsql"""
IF_COVERED = f"""create or replace function audit_if_covered() returns trigger as $$
    begin
        if {COVERED} then return OLD; end if;
        raise exception '{REFUSED}';
    end $$ language plpgsql"""
FUNCTIONS = {
    "audit_refuse": REFUSE,
    "audit_of_old": OF_OLD,
    "audit_if_covered": IF_COVERED,
}
POSTGRESQL = {
    "audit_no_update": """create trigger audit_no_update before update on audit
        for each row execute function audit_refuse()""",
    "audit_no_truncate": """create trigger audit_no_truncate before truncate on audit
        for each statement execute function audit_refuse()""",
    "audit_no_delete": """create trigger audit_no_delete before delete on audit
        for each row execute function audit_if_covered()""",
    "audit_checkpoints_no_change": """create trigger audit_checkpoints_no_change
        before update or delete on audit_checkpoints
        for each row execute function audit_refuse()""",
    "audit_checkpoints_of_old": """create trigger audit_checkpoints_of_old
        before insert on audit_checkpoints for each row execute function audit_of_old()""",
}
TABLES = ("audit", "audit_checkpoints")
