# The same in JSON, with curl, over the control interface.
array="http://localhost:${CONTROL:-8080}/arrays/default"
curl -s "$array/calls" -d '{ "on": "db", "method": "CreateClone", "parameters": { "ElementName": "nightly" } }'
curl -s "$array/settle" -X POST
curl -s "$array/volumes?name=nightly"
