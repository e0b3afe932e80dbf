{{/* (list root image "component") → reference of one of the product's images */}}
{{- define "continuo.image" -}}
{{- $root := index . 0 -}}{{- $own := index . 1 -}}
{{- $registry := $root.Values.global.imageRegistry | default $root.Values.image.registry -}}
{{- $repository := $own.repository | default (printf "%s/%s" $root.Values.image.repository (index . 2)) -}}
{{- include "continuo.reference" (list $registry $repository ($own.tag | default $root.Values.image.tag | default $root.Chart.AppVersion) $own.digest) -}}
{{- end -}}

{{/* (list root image) → reference of a bundled store's image */}}
{{- define "continuo.storeImage" -}}
{{- $image := index . 1 -}}
{{- include "continuo.reference" (list ((index . 0).Values.global.imageRegistry | default $image.registry) $image.repository $image.tag $image.digest) -}}
{{- end -}}

{{- define "continuo.reference" -}}
{{- $name := printf "%s/%s" (index . 0) (index . 1) | trimPrefix "/" -}}
{{- if index . 3 }}{{ printf "%s@%s" $name (index . 3) }}{{ else }}{{ printf "%s:%s" $name (index . 2) }}{{ end -}}
{{- end -}}

{{- define "continuo.pullSecrets" -}}
{{- $secrets := list -}}
{{- range .Values.global.imagePullSecrets }}{{ $secrets = append $secrets (ternary . (dict "name" .) (kindIs "map" .)) }}{{ end -}}
{{- toJson $secrets -}}
{{- end -}}
