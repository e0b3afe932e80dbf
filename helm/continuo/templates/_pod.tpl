{{/*
The pod template of every workload of the product: one place for what "restricted" and a careful reader ask for.
dict: root, block (values of the component), component (its name), env (map); optional: image (component whose image it
is), command, args, ports, probes (map), preStopSeconds, grace, restartPolicy, volumes, mounts, tls (bool), annotations,
spread (bool), serviceAccount
*/}}
{{- define "continuo.podTemplate" -}}
{{- $root := .root -}}{{- $b := .block -}}{{- $v := $root.Values -}}
{{- $volumes := concat (list (dict "name" "tmp" "emptyDir" (dict "sizeLimit" "64Mi"))) (.volumes | default list) -}}
{{- $mounts := concat (list (dict "name" "tmp" "mountPath" "/tmp")) (.mounts | default list) -}}
{{- if and .tls (ne $v.serviceTls.mode "off") -}}
  {{- $secret := ternary $v.serviceTls.existingSecret (printf "%s-tls" (include "continuo.name" (list $root .component))) (eq $v.serviceTls.mode "existingSecret") -}}
  {{- $volumes = append $volumes (dict "name" "service-tls" "secret" (dict "secretName" $secret "defaultMode" 288)) -}}
  {{- $mounts = append $mounts (dict "name" "service-tls" "mountPath" "/etc/continuo/tls" "readOnly" true) -}}
{{- end -}}
{{- $volumes = concat $volumes (tpl (toYaml ($b.extraVolumes | default list)) $root | fromYamlArray) -}}
{{- $mounts = concat $mounts (tpl (toYaml ($b.extraVolumeMounts | default list)) $root | fromYamlArray) -}}
{{- $annotations := merge (dict) (tpl (toYaml ($b.podAnnotations | default dict)) $root | fromYaml) (.annotations | default dict) -}}
{{- if $v.secrets.create }}{{ $_ := set $annotations "checksum/secrets" (toJson $v.secrets.values | sha256sum) }}{{ end -}}
{{- if $v.extraObjects }}{{ $_ := set $annotations "checksum/extra-objects" (include "continuo.extraObjects" $root | sha256sum) }}{{ end -}}
metadata:
  labels:
    {{- include "continuo.labels" (list $root .component) | nindent 4 }}
    {{- with $b.podLabels }}
    {{- tpl (toYaml .) $root | nindent 4 }}
    {{- end }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ .serviceAccount | default (include "continuo.serviceAccount" (list $root $b .component)) }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with include "continuo.pullSecrets" $root | fromJsonArray }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- toYaml $v.podSecurityContext | nindent 4 }}
  {{- with .restartPolicy }}
  restartPolicy: {{ . }}
  {{- end }}
  {{- if hasKey . "grace" }}
  terminationGracePeriodSeconds: {{ .grace }}
  {{- end }}
  {{- with $b.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $b.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  {{- with $b.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $b.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $b.affinity }}
  affinity:
    {{- tpl (toYaml .) $root | nindent 4 }}
  {{- end }}
  {{- if kindIs "slice" $b.topologySpreadConstraints }}
  {{- with $b.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- tpl (toYaml .) $root | nindent 4 }}
  {{- end }}
  {{- else if .spread }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "continuo.selector" (list $root $.component) | nindent 10 }}
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
  {{- with $b.initContainers }}
  initContainers:
    {{- tpl (toYaml .) $root | nindent 4 }}
  {{- end }}
  containers:
    - {{ include "continuo.container" (merge (dict "mounts" $mounts) .) | nindent 6 | trim }}
    {{- with $b.sidecars }}
    {{- tpl (toYaml .) $root | nindent 4 }}
    {{- end }}
  volumes:
    {{- toYaml $volumes | nindent 4 }}
{{- end -}}

{{- define "continuo.container" -}}
{{- $root := .root -}}{{- $b := .block -}}
name: {{ .component }}
image: {{ include "continuo.image" (list $root $b.image (.image | default .component)) }}
imagePullPolicy: {{ $root.Values.image.pullPolicy }}
{{- with .command }}
command:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .args }}
args:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- toYaml $root.Values.containerSecurityContext | nindent 2 }}
env:
  {{- include "continuo.envList" . | nindent 2 }}
{{- with $b.extraEnvFrom }}
envFrom:
  {{- tpl (toYaml .) $root | nindent 2 }}
{{- end }}
{{- with .ports }}
ports:
  {{- range $name, $port := . }}
  - name: {{ $name }}
    containerPort: {{ $port }}
    protocol: TCP
  {{- end }}
{{- end }}
{{- range $name, $probe := .probes }}
{{ $name }}Probe:
  {{- mergeOverwrite (deepCopy $probe) (index ($b.probes | default dict) $name | default dict) | toYaml | nindent 2 }}
{{- end }}
{{- if $b.lifecycle }}
lifecycle:
  {{- tpl (toYaml $b.lifecycle) $root | nindent 2 }}
{{- else if .preStopSeconds }}
lifecycle:
  preStop:
    sleep:
      seconds: {{ .preStopSeconds }}
{{- end }}
resources:
  {{- toYaml $b.resources | nindent 2 }}
volumeMounts:
  {{- toYaml .mounts | nindent 2 }}
{{- end -}}

{{/* chart's variables, then `env`, then `extraEnv`: a later one of the same name wins */}}
{{- define "continuo.envList" -}}
{{- $env := mergeOverwrite (deepCopy .env) (include "continuo.settings" (.block.env | default dict) | fromJson) -}}
{{- range tpl (toYaml (.block.extraEnv | default list)) .root | fromYamlArray -}}
  {{- $_ := set $env .name (omit . "name") -}}
{{- end -}}
{{- range $name, $source := $env }}
- name: {{ $name }}
  {{- toYaml $source | nindent 2 }}
{{- end }}
{{- end -}}

{{/* probes of the operations port: liveness asks the event loop only, readiness what the service needs */}}
{{- define "continuo.probes" -}}
startup:
  httpGet: { path: /livez, port: ops }
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 60
liveness:
  httpGet: { path: /livez, port: ops }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readiness:
  httpGet: { path: /readyz, port: ops }
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 2
{{- end -}}

{{/* (needed given "name"): the grace period; the guard has refused one that is too short */}}
{{- define "continuo.grace" -}}
{{- if kindIs "invalid" (index . 1) }}{{ index . 0 }}{{ else }}{{ index . 1 }}{{ end -}}
{{- end -}}

{{/* seconds that each service needs to stop: preStop, its drain, and the limit its code ends itself by */}}
{{- define "continuo.gateway.stopSeconds" -}}{{ add .Values.gateway.preStopSeconds .Values.gateway.drainSeconds 25 }}{{- end -}}
{{- define "continuo.chat-api.stopSeconds" -}}{{ add .Values.chatApi.preStopSeconds .Values.chatApi.drainSeconds 10 }}{{- end -}}
{{- define "continuo.generator.stopSeconds" -}}{{ add .Values.generator.drainSeconds 20 }}{{- end -}}
