"""The API's own description matches what it does."""

import subprocess
import sys


def test_the_document_is_openapi_3_1_and_names_every_api_route(app, client):
    document = client.get("/api/v1/openapi.json")
    assert document.status_code == 200
    assert document.json["openapi"].startswith("3.1")
    described = set(document.json["paths"])
    served = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.rule.endswith("openapi.json")
    }
    assert described == served


def test_importing_the_model_loads_no_web_framework():
    code = "import sys, app.comfort; print({'flask', 'sqlalchemy'} & set(sys.modules))"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "set()"
