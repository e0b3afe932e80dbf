{{/*
Variables travel as a map NAME → {value} or {valueFrom}: a later layer replaces an earlier one, the pod gets each name
once, and sorted, so that REDIS_URL may refer to REDIS_PASSWORD.
*/}}

{{/* map NAME → plain value → variables; null and empty ones are left to the service */}}
{{- define "continuo.settings" -}}
{{- $out := dict -}}
{{- range $name, $value := . -}}
  {{- if not (or (kindIs "invalid" $value) (and (kindIs "slice" $value) (empty $value)) (eq (toString $value) "")) -}}
    {{- $text := ternary (toString $value) (toJson $value) (kindIs "string" $value) -}}
    {{- if kindIs "slice" $value }}{{ $text = join "," $value }}{{ end -}}
    {{- $_ := set $out $name (dict "value" $text) -}}
  {{- end -}}
{{- end -}}
{{- toJson $out -}}
{{- end -}}

{{/* (list root item) → {valueFrom} for one item of `secrets`, `postgres`, `redis` */}}
{{- define "continuo.secretRef" -}}
{{- toJson (dict "valueFrom" (dict "secretKeyRef" (dict "name" (include "continuo.secretName" .) "key" (index . 2)))) -}}
{{- end -}}

{{- define "continuo.secretName" -}}
{{- $secrets := (index . 0).Values.secrets -}}
{{- (index . 1).name | default (ternary (include "continuo.name" (list (index . 0) "secrets")) $secrets.existingSecret $secrets.create) -}}
{{- end -}}

{{/* what the calls between services need; (list root client: bool) */}}
{{- define "continuo.rpcEnv" -}}
{{- $root := index . 0 -}}
{{- $set := dict -}}
{{- if index . 1 }}{{ $_ := set $set "CHAT_API_ADDRESS" (printf "dns:///%s:50051" (include "continuo.name" (list $root "chat-api"))) }}{{ end -}}
{{- if ne $root.Values.serviceTls.mode "off" -}}
  {{- $_ := set $set "GRPC_TLS_CERT" "/etc/continuo/tls/tls.crt" -}}
  {{- $_ := set $set "GRPC_TLS_KEY" "/etc/continuo/tls/tls.key" -}}
  {{- $_ := set $set "GRPC_TLS_CA" "/etc/continuo/tls/ca.crt" -}}
{{- end -}}
{{- include "continuo.settings" $set -}}
{{- end -}}

{{/* OpenTelemetry's own variables; the pod's name and namespace come first, because OTEL_RESOURCE_ATTRIBUTES refers to them */}}
{{- define "continuo.tracing.env" -}}
{{- $t := .Values.tracing -}}
{{- $env := dict -}}
{{- if $t.enabled -}}
  {{- $attributes := list "k8s.namespace.name=$(K8S_NAMESPACE_NAME)" "k8s.pod.name=$(K8S_POD_NAME)" -}}
  {{- range $name, $value := $t.resourceAttributes -}}
    {{- $attributes = append $attributes (printf "%s=%s" $name ($value | replace "%" "%25" | replace "," "%2C" | replace ";" "%3B" | replace "=" "%3D")) -}}
  {{- end -}}
  {{- $env = include "continuo.settings" (dict
    "OTEL_EXPORTER_OTLP_ENDPOINT" $t.endpoint
    "OTEL_EXPORTER_OTLP_PROTOCOL" $t.protocol
    "OTEL_TRACES_SAMPLER" $t.sampler
    "OTEL_TRACES_SAMPLER_ARG" (ternary $t.samplerArg nil (hasSuffix "traceidratio" $t.sampler))
    "OTEL_RESOURCE_ATTRIBUTES" $attributes) | fromJson -}}
  {{- range $name, $field := dict "K8S_NAMESPACE_NAME" "metadata.namespace" "K8S_POD_NAME" "metadata.name" -}}
    {{- $_ := set $env $name (dict "valueFrom" (dict "fieldRef" (dict "fieldPath" $field))) -}}
  {{- end -}}
  {{- with $t.headersSecret -}}
    {{- if .name }}{{ $_ := set $env "OTEL_EXPORTER_OTLP_HEADERS" (dict "valueFrom" (dict "secretKeyRef" (dict "name" .name "key" .key))) }}{{ end -}}
  {{- end -}}
{{- end -}}
{{- toJson $env -}}
{{- end -}}

{{/* days → milliseconds; null stays null */}}
{{- define "continuo.days" -}}
{{- if not (kindIs "invalid" .) }}{{ mul (int .) 86400000 }}{{ end -}}
{{- end -}}

{{- define "continuo.gateway.env" -}}
{{- $v := .Values -}}
{{- $hops := ternary 1 0 (or $v.gateway.ingress.enabled $v.gateway.httpRoute.enabled) -}}
{{- if not (kindIs "invalid" $v.gateway.trustedProxies) }}{{ $hops = $v.gateway.trustedProxies }}{{ end -}}
{{- $env := include "continuo.settings" (dict
  "LOG_LEVEL" $v.log.level
  "GUESTS" $v.auth.guests
  "SIGNUP" (ternary "open" "off" $v.auth.signup)
  "LOCAL_ACCOUNTS" $v.auth.localAccounts
  "PUBLIC_ORIGIN" (include "continuo.origins" . | fromJsonArray)
  "CORS_ORIGINS" $v.gateway.corsOrigins
  "WEB_REPORT_SHARE" $v.gateway.webReportShare
  "TRUST_PROXY" (ternary nil $hops (gt (len $v.gateway.trustedProxyAddresses) 0))
  "TRUSTED_PROXIES" $v.gateway.trustedProxyAddresses
  "RATE_ADDRESS" $v.limits.perMinute.address
  "RATE_LOGINS" $v.limits.perMinute.logins
  "RATE_SENDS" $v.limits.perMinute.sends
  "RATE_STREAMS" $v.limits.perMinute.streams
  "RATE_REQUESTS" $v.limits.perMinute.requests
  "MAX_CONNECTIONS_PER_ADDRESS" $v.limits.connectionsPerAddress
  "MAX_STREAMS_PER_ADDRESS" $v.limits.streamsPerAddress
  "DRAIN_MS" (mul $v.gateway.drainSeconds 1000)
  "MAX_STREAMS_PER_USER" $v.limits.streamsPerUser) | fromJson -}}
{{- $env = merge $env (include "continuo.rpcEnv" (list . true) | fromJson) (include "continuo.redis.env" . | fromJson) (include "continuo.oidc.env" . | fromJson) (include "continuo.tracing.env" . | fromJson) -}}
{{- $_ := set $env "LOGIN_SECRET" (include "continuo.secretRef" (list . $v.secrets.loginSecret $v.secrets.loginSecret.key) | fromJson) -}}
{{- $_ := set $env "IDENTITY_PRIVATE_KEY" (include "continuo.secretRef" (list . $v.secrets.gatewayIdentityKey $v.secrets.gatewayIdentityKey.key) | fromJson) -}}
{{- toJson $env -}}
{{- end -}}

{{- define "continuo.oidc.env" -}}
{{- $o := .Values.auth.oidc -}}
{{- $env := dict -}}
{{- if $o.enabled -}}
  {{- $env = include "continuo.settings" (dict
    "OIDC_ISSUER" $o.issuer
    "OIDC_CLIENT_ID" $o.clientId
    "OIDC_NAME" $o.name
    "OIDC_SCOPES" (join " " $o.scopes)
    "OIDC_GROUPS_CLAIM" $o.groupsClaim
    "OIDC_ALLOWED_DOMAINS" $o.allowedDomains
    "OIDC_ALLOWED_GROUPS" $o.allowedGroups
    "OIDC_ADMIN_GROUPS" $o.adminGroups) | fromJson -}}
  {{- $secret := .Values.secrets.oidcClientSecret -}}
  {{- if not $o.publicClient }}{{ $_ := set $env "OIDC_CLIENT_SECRET" (include "continuo.secretRef" (list . $secret $secret.key) | fromJson) }}{{ end -}}
{{- end -}}
{{- toJson $env -}}
{{- end -}}

{{/* origins of the page, from what is in front of the gateway when none are given */}}
{{- define "continuo.origins" -}}
{{- $g := .Values.gateway -}}
{{- $origins := $g.publicOrigins -}}
{{- if empty $origins -}}
  {{- if $g.ingress.enabled -}}
    {{- range $g.ingress.hosts }}{{ $origins = append $origins (printf "%s://%s" (ternary "https" "http" (ne $g.ingress.tlsSecret "")) .) }}{{ end -}}
  {{- end -}}
  {{- if $g.httpRoute.enabled -}}
    {{- range $g.httpRoute.hostnames }}{{ $origins = append $origins (printf "https://%s" .) }}{{ end -}}
  {{- end -}}
{{- end -}}
{{- toJson ($origins | uniq) -}}
{{- end -}}

{{- define "continuo.chat-api.env" -}}
{{- $v := .Values -}}
{{- $env := include "continuo.settings" (dict
  "LOG_LEVEL" $v.log.level
  "GRPC_MAX_CONNECTION_AGE_MS" (ternary nil (mul (int $v.chatApi.connectionAgeSeconds) 1000) (kindIs "invalid" $v.chatApi.connectionAgeSeconds))
  "DATABASE_POOL_MAX" $v.chatApi.databasePoolMax
  "ADMIN_EMAILS" $v.auth.adminEmails
  "LOGIN_IDLE_MS" (include "continuo.days" $v.auth.loginIdleDays)
  "GUEST_IDLE_MS" (include "continuo.days" $v.auth.guestIdleDays)
  "LOGIN_LIFETIME_MS" (include "continuo.days" $v.auth.loginLifetimeDays)
  "AUDIT_DAYS" $v.retention.auditDays
  "USER_CONCURRENCY" $v.limits.userConcurrency
  "USER_TOKENS_PER_DAY" $v.limits.userTokensPerDay
  "USER_TOKENS_PER_MONTH" $v.limits.userTokensPerMonth
  "DRAIN_MS" (mul $v.chatApi.drainSeconds 1000)) | fromJson -}}
{{- $env = merge $env (include "continuo.rpcEnv" (list . false) | fromJson) (include "continuo.postgres.env" . | fromJson) (include "continuo.redis.env" . | fromJson) (include "continuo.tracing.env" . | fromJson) -}}
{{- $_ := set $env "IDENTITY_PUBLIC_KEYS" (include "continuo.secretRef" (list . $v.secrets.identityPublicKeys $v.secrets.identityPublicKeys.key) | fromJson) -}}
{{- toJson $env -}}
{{- end -}}

{{- define "continuo.generator.env" -}}
{{- $v := .Values -}}
{{- $isStandIn := $v.modelStandIn.enabled -}}
{{- $env := include "continuo.settings" (dict
  "LOG_LEVEL" $v.log.level
  "ANTHROPIC_BASE_URL" (ternary (printf "http://%s:8085" (include "continuo.name" (list . "model-stand-in"))) $v.model.baseUrl $isStandIn)
  "MODEL_IS_STAND_IN" (ternary true nil $isStandIn)
  "ANTHROPIC_MODEL" $v.model.name
  "MODEL_THINKING" $v.model.thinking
  "MAX_OUTPUT_TOKENS" $v.model.maxOutputTokens
  "PROMPT_TOKENS" $v.model.promptTokens
  "CONTINUATION" $v.model.continuation
  "QUEUES" $v.queues
  "GENERATOR_CONCURRENCY" $v.generator.concurrency
  "DRAIN_MS" (mul $v.generator.drainSeconds 1000)) | fromJson -}}
{{- $env = merge $env (include "continuo.rpcEnv" (list . true) | fromJson) (include "continuo.redis.env" . | fromJson) (include "continuo.tracing.env" . | fromJson) -}}
{{- $_ := set $env "IDENTITY_PRIVATE_KEY" (include "continuo.secretRef" (list . $v.secrets.generatorIdentityKey $v.secrets.generatorIdentityKey.key) | fromJson) -}}
{{- if not $isStandIn }}{{ $_ := set $env "ANTHROPIC_API_KEY" (include "continuo.secretRef" (list . $v.secrets.modelApiKey $v.secrets.modelApiKey.key) | fromJson) }}{{ end -}}
{{- toJson $env -}}
{{- end -}}

{{/* (list root tasks limitSeconds) */}}
{{- define "continuo.janitor.env" -}}
{{- $root := index . 0 -}}
{{- $env := include "continuo.settings" (dict
  "LOG_LEVEL" $root.Values.log.level
  "TASKS" (index . 1)
  "RUN_LIMIT_MS" (mul (index . 2) 1000)) | fromJson -}}
{{- $env = merge $env (include "continuo.rpcEnv" (list $root true) | fromJson) (include "continuo.redis.env" $root | fromJson) (include "continuo.tracing.env" $root | fromJson) -}}
{{- $key := $root.Values.secrets.janitorIdentityKey -}}
{{- $_ := set $env "IDENTITY_PRIVATE_KEY" (include "continuo.secretRef" (list $root $key $key.key) | fromJson) -}}
{{- toJson $env -}}
{{- end -}}
