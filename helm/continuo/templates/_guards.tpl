{{/* Combinations that cannot work are refused here, each with what to do about it. */}}
{{- define "continuo.guards" -}}
{{- $v := .Values -}}
{{- $secrets := include "continuo.neededSecrets" . | fromJsonArray -}}
{{- if $v.secrets.create -}}
  {{- range $secrets }}{{ if not (or .isNamed (hasKey $v.secrets.values .key)) }}{{ include "continuo.refuse" (printf "secrets.create is on, and secrets.values has no %s (%s)" .key .what) }}{{ end }}{{ end -}}
{{- else -}}
  {{- range $secrets }}{{ if not .name }}{{ include "continuo.refuse" (printf "no Secret is named for %s: create one with the key %s and give its name in %s.name, or name one Secret for all items in secrets.existingSecret (docs/deploy/production.md has the commands)" .what .key .path) }}{{ end }}{{ end -}}
{{- end -}}
{{- if and (eq $v.postgres.mode "dev") (ne $v.postgres.host "") }}{{ include "continuo.refuse" "postgres.host is set while postgres.mode is dev: set postgres.mode to external, or leave the host out" }}{{ end -}}
{{- if and (eq $v.redis.mode "dev") (ne $v.redis.host "") }}{{ include "continuo.refuse" "redis.host is set while redis.mode is dev: set redis.mode to external, or leave the host out" }}{{ end -}}
{{- include "continuo.guards.migrations" . -}}
{{- include "continuo.guards.network" . -}}
{{- include "continuo.guards.autoscaling" . -}}
{{- range $key, $component := dict "gateway" "gateway" "chatApi" "chat-api" "generator" "generator" -}}
  {{- $given := (index $v $key).terminationGracePeriodSeconds -}}
  {{- $needed := include (printf "continuo.%s.stopSeconds" $component) $ | int -}}
  {{- if and (not (kindIs "invalid" $given)) (lt (int $given) $needed) }}{{ include "continuo.refuse" (printf "%s.terminationGracePeriodSeconds is %d, and stopping takes up to %d s: raise it, or lower %s.drainSeconds" $key (int $given) $needed $key) }}{{ end -}}
{{- end -}}
{{- if and $v.auth.oidc.enabled (or (not $v.auth.oidc.issuer) (not $v.auth.oidc.clientId)) }}{{ include "continuo.refuse" "auth.oidc.enabled needs auth.oidc.issuer and auth.oidc.clientId (docs/deploy/oidc.md)" }}{{ end -}}
{{- if not (or $v.auth.guests $v.auth.localAccounts $v.auth.oidc.enabled) }}{{ include "continuo.refuse" "nobody could sign in: switch on auth.localAccounts, auth.oidc.enabled or auth.guests" }}{{ end -}}
{{- if and (eq $v.serviceTls.mode "existingSecret") (not $v.serviceTls.existingSecret) }}{{ include "continuo.refuse" "serviceTls.mode existingSecret needs the name of the Secret in serviceTls.existingSecret, with tls.crt, tls.key and ca.crt" }}{{ end -}}
{{- if and (eq $v.serviceTls.mode "certManager") (not $v.serviceTls.issuerRef.name) }}{{ include "continuo.refuse" "serviceTls.mode certManager needs serviceTls.issuerRef.name" }}{{ end -}}
{{- include "continuo.guards.observability" . -}}
{{- include "continuo.guards.upgrade" . -}}
{{- end -}}

{{- define "continuo.refuse" -}}{{ fail (printf "\n\ncontinuo: %s.\n" .) }}{{- end -}}

{{/* what the services will read: [{what, path, key, name, isNamed: by an item of its own}] */}}
{{- define "continuo.neededSecrets" -}}
{{- $v := .Values -}}
{{- $items := list
  (dict "what" "the key that signs login cookies" "path" "secrets.loginSecret" "item" $v.secrets.loginSecret)
  (dict "what" "the gateway's private key" "path" "secrets.gatewayIdentityKey" "item" $v.secrets.gatewayIdentityKey)
  (dict "what" "the generators' private key" "path" "secrets.generatorIdentityKey" "item" $v.secrets.generatorIdentityKey)
  (dict "what" "the public keys of the three" "path" "secrets.identityPublicKeys" "item" $v.secrets.identityPublicKeys) -}}
{{- if $v.janitor.enabled }}{{ $items = append $items (dict "what" "the janitor's private key" "path" "secrets.janitorIdentityKey" "item" $v.secrets.janitorIdentityKey) }}{{ end -}}
{{- if not $v.modelStandIn.enabled }}{{ $items = append $items (dict "what" "the key of the model server" "path" "secrets.modelApiKey" "item" $v.secrets.modelApiKey) }}{{ end -}}
{{- if and $v.auth.oidc.enabled (not $v.auth.oidc.publicClient) }}{{ $items = append $items (dict "what" "the OIDC client's secret" "path" "secrets.oidcClientSecret" "item" $v.secrets.oidcClientSecret) }}{{ end -}}
{{- if or (eq $v.postgres.mode "dev") (and (eq $v.postgres.mode "external") $v.postgres.host) -}}
  {{- $items = append $items (dict "what" "PostgreSQL's password" "path" "postgres.passwordSecret" "item" $v.postgres.passwordSecret) -}}
{{- else if eq $v.postgres.mode "external" -}}
  {{- $items = append $items (dict "what" "PostgreSQL's URL" "path" "postgres.existingSecret" "item" (dict "name" $v.postgres.existingSecret.name "key" $v.postgres.existingSecret.urlKey)) -}}
{{- end -}}
{{- if eq $v.redis.mode "external" -}}
  {{- if not $v.redis.host -}}
    {{- $items = append $items (dict "what" "Redis' URL" "path" "redis.existingSecret" "item" (dict "name" $v.redis.existingSecret.name "key" $v.redis.existingSecret.urlKey)) -}}
  {{- else if $v.redis.passwordSecret.key -}}
    {{- $items = append $items (dict "what" "Redis' password" "path" "redis.passwordSecret" "item" $v.redis.passwordSecret) -}}
  {{- end -}}
{{- end -}}
{{- $out := list -}}
{{- range $items }}{{ $out = append $out (dict "what" .what "path" .path "key" .item.key "isNamed" (ne .item.name "") "name" (.item.name | default $v.secrets.existingSecret)) }}{{ end -}}
{{- toJson $out -}}
{{- end -}}

{{- define "continuo.guards.migrations" -}}
{{- $v := .Values -}}
{{- if eq $v.migrations.mode "hook" -}}
  {{- if $v.secrets.create }}{{ include "continuo.refuse" "migrations.mode hook runs before the Secret of secrets.create is there: use migrations.mode job, or a Secret of your own" }}{{ end -}}
  {{- if ne $v.postgres.mode "external" }}{{ include "continuo.refuse" (printf "migrations.mode hook runs before the PostgreSQL of postgres.mode %s is there: use migrations.mode job" $v.postgres.mode) }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "continuo.guards.network" -}}
{{- $g := .Values.gateway -}}
{{- if and $g.ingress.enabled (empty $g.ingress.hosts) }}{{ include "continuo.refuse" "gateway.ingress.enabled needs a host name in gateway.ingress.hosts" }}{{ end -}}
{{- if $g.httpRoute.enabled -}}
  {{- if empty $g.httpRoute.parentRefs }}{{ include "continuo.refuse" "gateway.httpRoute.enabled needs the Gateway it attaches to in gateway.httpRoute.parentRefs" }}{{ end -}}
  {{- if empty $g.httpRoute.hostnames }}{{ include "continuo.refuse" "gateway.httpRoute.enabled needs a host name in gateway.httpRoute.hostnames" }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "continuo.guards.autoscaling" -}}
{{- $v := .Values -}}
{{- range $key := list "gateway" "chatApi" "generator" -}}
  {{- $a := (index $v $key).autoscaling -}}
  {{- if and $a.enabled (gt (int $a.minReplicas) (int $a.maxReplicas)) }}{{ include "continuo.refuse" (printf "%s.autoscaling.minReplicas is above maxReplicas" $key) }}{{ end -}}
{{- end -}}
{{- $w := $v.generator.autoscaling -}}
{{- if $w.enabled -}}
  {{- if and (eq $w.type "keda") (eq $v.redis.mode "external") (not $v.redis.host) }}{{ include "continuo.refuse" "generator.autoscaling.type keda needs redis.host (and redis.passwordSecret): KEDA cannot read a redis:// URL from a Secret" }}{{ end -}}
  {{- if and (eq $w.type "hpa") (empty $w.metrics) }}{{ include "continuo.refuse" "generator.autoscaling.type hpa needs generator.autoscaling.metrics: CPU says nothing about a generator, which waits for the model (docs/deploy/scaling.md)" }}{{ end -}}
  {{- if and (eq $w.type "hpa") (lt (int $w.minReplicas) 1) }}{{ include "continuo.refuse" "generator.autoscaling.minReplicas 0 needs type keda: an HPA never goes to nothing" }}{{ end -}}
{{- end -}}
{{- $g := $v.gateway.autoscaling -}}
{{- if and $g.enabled (eq $g.type "keda") (not $g.prometheusAddress) }}{{ include "continuo.refuse" "gateway.autoscaling.type keda needs gateway.autoscaling.prometheusAddress" }}{{ end -}}
{{- end -}}

{{- define "continuo.guards.observability" -}}
{{- $v := .Values -}}{{- $m := $v.metrics -}}
{{- if and $m.podMonitor.enabled $m.serviceMonitor.enabled }}{{ include "continuo.refuse" "metrics.podMonitor.enabled and metrics.serviceMonitor.enabled would scrape every pod twice: switch one of them off" }}{{ end -}}
{{- if and $v.tracing.enabled (not $v.tracing.endpoint) }}{{ include "continuo.refuse" "tracing.enabled needs the collector's address in tracing.endpoint" }}{{ end -}}
{{- if or (lt (float64 $v.tracing.samplerArg) 0.0) (gt (float64 $v.tracing.samplerArg) 1.0) }}{{ include "continuo.refuse" "tracing.samplerArg is a share from 0 to 1" }}{{ end -}}
{{- if $m.prometheusRule.enabled -}}
  {{- $alerts := include "continuo.alerts" . | fromJsonArray -}}
  {{- range $m.prometheusRule.disabledAlerts }}{{ if not (has . $alerts) }}{{ include "continuo.refuse" (printf "metrics.prometheusRule.disabledAlerts names %s, and there is no such alert; there are %s" . (join ", " $alerts)) }}{{ end }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* Data must not be left behind: an upgrade that would drop a bundled store is refused while that store is there. */}}
{{- define "continuo.guards.upgrade" -}}
{{- if .Release.IsUpgrade -}}
  {{- range $store := list "postgres" "redis" -}}
    {{- if ne (index $.Values $store).mode "dev" -}}
      {{- $name := include "continuo.name" (list $ $store) -}}
      {{- if lookup "apps/v1" "StatefulSet" $.Release.Namespace $name }}{{ include "continuo.refuse" (printf "this release keeps its data in the bundled StatefulSet %s, and %s.mode is no longer dev: move the data (docs/deploy/backup-and-restore.md), then `kubectl -n %s delete statefulset %s` and upgrade again" $name $store $.Release.Namespace $name) }}{{ end -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{- end -}}
