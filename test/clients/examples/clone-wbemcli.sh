# A clone over CIM-XML, with SBLIM's wbemcli: the first volume, the call, and the job that it names.
namespace=root/microsoft/windows/storage/sm
classes="arraysim:arraysim@localhost:${PORT:-5988}/$namespace"
volume=$(wbemcli ein "http://$classes:MSFT_SMStorageVolume" | head -1 | sed 's/.*ObjectId=//')
reply=$(wbemcli cm "http://$classes:MSFT_SMStorageVolume.ObjectId=$volume" 'CreateClone.ElementName="nightly"')
echo "$reply"
job=$(echo "$reply" | grep -o 'MSFT_SMJob.ObjectId="[^"]*"')
wbemcli gi "http://$classes:$job" | tr , '\n' | grep -E '^(JobState|PercentComplete)='
