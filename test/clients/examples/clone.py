"""The same in Python, with nothing but its library. With pywbem, WBEMConnection('http://localhost:5988', …) takes CIM-XML."""
import json
import os
import urllib.request

ARRAY = f"http://localhost:{os.environ.get('CONTROL', '8080')}/arrays/default"


def ask(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(ARRAY + path, data, method=method)) as answer:
        return json.load(answer)


reply = ask("POST", "/calls", {"on": "db", "method": "CreateClone", "parameters": {"ElementName": "nightly"}})
ask("POST", "/settle")
job = ask("GET", f"/jobs/{reply['Job']}")
print(reply["ReturnValue"], job["state"], job["percentComplete"])
