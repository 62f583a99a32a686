# The same over WS-Management, with wsl.
export WSNOSSL=true WSENDPOINT="localhost:${PORT:-5985}" WSUSER=arraysim WSPASS=arraysim
wslenum MSFT_SMStorageVolume -mode epr -filter "select * from MSFT_SMStorageVolume where DisplayName = 'db'" > db.xml
wslinvoke MSFT_SMStorageVolume CreateClone ElementName=nightly -inst db.xml > reply.xml
grep -o '<p:ReturnValue>[0-9]*' reply.xml
wslget MSFT_SMJob ObjectId="$(grep -o 'job-[A-Za-z0-9-]*' reply.xml)" | grep -o '<p:JobState>[0-9]*'
