<#-- the form of THIRD-PARTY.txt: the coordinates and the licences of each dependency -->
What the modules of Dither need, tests apart, and under which licences. Written by the build.

<#list dependencyMap as entry>
${entry.getKey().groupId}:${entry.getKey().artifactId}:${entry.getKey().version} <#list entry.getValue() as licence>(${licence})</#list>
</#list>
