{{/* Where PostgreSQL is: variables of chat-api and of the migrations. */}}
{{- define "continuo.postgres.env" -}}
{{- $p := .Values.postgres -}}
{{- $env := dict -}}
{{- if eq $p.mode "cnpg" -}}
  {{- $_ := set $env "DATABASE_URL" (dict "valueFrom" (dict "secretKeyRef" (dict "name" (printf "%s-app" (include "continuo.name" (list . "postgres"))) "key" "uri"))) -}}
{{- else if or (eq $p.mode "dev") $p.host -}}
  {{- $host := ternary (include "continuo.name" (list . "postgres")) $p.host (eq $p.mode "dev") -}}
  {{- $_ := set $env "DATABASE_PASSWORD" (include "continuo.secretRef" (list . $p.passwordSecret $p.passwordSecret.key) | fromJson) -}}
  {{- $_ := set $env "DATABASE_URL" (dict "value" (printf "postgresql://%s:$(DATABASE_PASSWORD)@%s:%d/%s%s" $p.user $host (int $p.port) $p.database (ternary (printf "?%s" $p.parameters) "" (ne $p.parameters "")))) -}}
{{- else -}}
  {{- $_ := set $env "DATABASE_URL" (include "continuo.secretRef" (list . $p.existingSecret $p.existingSecret.urlKey) | fromJson) -}}
{{- end -}}
{{- toJson $env -}}
{{- end -}}

{{/* Where Redis is: variables of every service. */}}
{{- define "continuo.redis.env" -}}
{{- $r := .Values.redis -}}
{{- $env := dict -}}
{{- if eq $r.mode "dev" -}}
  {{- $_ := set $env "REDIS_URL" (dict "value" (printf "redis://%s:%d/0" (include "continuo.name" (list . "redis")) (int $r.port))) -}}
{{- else if $r.host -}}
  {{- $login := "" -}}
  {{- if $r.passwordSecret.key -}}
    {{- $login = printf "%s:$(REDIS_PASSWORD)@" $r.user -}}
    {{- $_ := set $env "REDIS_PASSWORD" (include "continuo.secretRef" (list . $r.passwordSecret $r.passwordSecret.key) | fromJson) -}}
  {{- end -}}
  {{- $_ := set $env "REDIS_URL" (dict "value" (printf "%s://%s%s:%d/%d" (ternary "rediss" "redis" $r.tls) $login $r.host (int $r.port) (int $r.database))) -}}
{{- else -}}
  {{- $_ := set $env "REDIS_URL" (include "continuo.secretRef" (list . $r.existingSecret $r.existingSecret.urlKey) | fromJson) -}}
{{- end -}}
{{- toJson $env -}}
{{- end -}}

{{/* Key of a queue's list in Redis, as BullMQ makes it; (list "queue" "state"). The app's QUEUES and KEDA use the same list. */}}
{{- define "continuo.queueKey" -}}
{{- printf "bull:%s:%s" (index . 0) (index . 1) -}}
{{- end -}}
