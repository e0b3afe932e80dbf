{{/*
Every object of the chart goes through here, so that nobody needs a fork to change one.
dict: root, block (values of its component, with merge and patch), slot (its name in them), object (YAML)
*/}}
{{- define "continuo.object" -}}
{{- $object := fromYaml .object -}}
{{- if $object.Error }}{{ fail (printf "continuo: the template of %s made no YAML: %s\n%s" .slot $object.Error .object) }}{{ end -}}
{{- with index (.block.merge | default dict) .slot -}}
{{- $object = mergeOverwrite $object (tpl (toYaml .) $.root | fromYaml) -}}
{{- end -}}
{{- range index (.block.patch | default dict) .slot -}}
{{- $object = include "continuo.patch" (dict "node" $object "op" .op "value" .value "keys" (splitList "/" (trimPrefix "/" .path)) "path" .path) | fromJson | dig "node" nil -}}
{{- end }}
---
{{ toYaml $object }}
{{- end -}}

{{/*
One step of RFC 6902 (add, replace, remove) on the way down a path; replies {"node": what stands there now}.
dict: node, op, value, keys (what is left of the path), path (whole, for messages)
*/}}
{{- define "continuo.patch" -}}
{{- $key := first .keys | replace "~1" "/" | replace "~0" "~" -}}
{{- $isLast := eq (len .keys) 1 -}}
{{- $node := .node -}}
{{- if kindIs "map" $node -}}
  {{- if and (not (hasKey $node $key)) (or (not $isLast) (ne .op "add")) }}{{ fail (printf "continuo: patch %s: there is no %q" .path $key) }}{{ end -}}
  {{- if not $isLast -}}
    {{- $below := include "continuo.patch" (dict "node" (index $node $key) "op" .op "value" .value "keys" (rest .keys) "path" .path) | fromJson -}}
    {{- $_ := set $node $key $below.node -}}
  {{- else if eq .op "remove" -}}
    {{- $_ := unset $node $key -}}
  {{- else -}}
    {{- $_ := set $node $key .value -}}
  {{- end -}}
  {{- toJson (dict "node" $node) -}}
{{- else if kindIs "slice" $node -}}
  {{- $at := ternary (len $node) (atoi $key) (eq $key "-") -}}
  {{- $isAdd := and $isLast (eq .op "add") -}}
  {{- if ge $at (ternary (add (len $node) 1 | int) (len $node) $isAdd) }}{{ fail (printf "continuo: patch %s: the list has no place %s" .path $key) }}{{ end -}}
  {{- $out := list -}}
  {{- range $i, $item := $node -}}
    {{- if ne $i $at }}{{ $out = append $out $item -}}
    {{- else if not $isLast -}}
      {{- $below := include "continuo.patch" (dict "node" $item "op" $.op "value" $.value "keys" (rest $.keys) "path" $.path) | fromJson -}}
      {{- $out = append $out $below.node -}}
    {{- else if $isAdd }}{{ $out = append (append $out $.value) $item -}}
    {{- else if eq $.op "replace" }}{{ $out = append $out $.value -}}
    {{- end -}}
  {{- end -}}
  {{- if and $isAdd (eq $at (len $node)) }}{{ $out = append $out .value }}{{ end -}}
  {{- toJson (dict "node" $out) -}}
{{- else -}}
  {{- fail (printf "continuo: patch %s: nothing is below %q" .path $key) -}}
{{- end -}}
{{- end -}}
