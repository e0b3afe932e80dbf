/** What the API reference says of event streams. */
export const eventStreamText = `Server-sent events. \`event:\` is the name, \`data:\` one JSON object that always has
\`session_id\`, \`message_id\`, \`epoch\` and \`seq\`; \`id:\` is \`<message_id>:<epoch>.<seq>\`, the cursor to come back with
(in \`Last-Event-ID\`, or several in \`?cursor=\`, separated by commas). Per message (epoch, seq) strictly rises, with no gap
inside an epoch; a replayed backlog is merged, then \`first_seq\` says where it begins. A cursor that cannot be served is
answered with a \`snapshot\`, never with an error.

| event | data (beside the ids) | meaning |
|---|---|---|
| \`status\` | StatusEvent | where the message stands; moves no text |
| \`delta\` | DeltaEvent | text to append |
| \`thinking\` | ThinkingEvent | thinking to append |
| \`snapshot\` | SnapshotEvent | replaces the text |
| \`reset\` | ResetEvent | a new epoch starts from nothing |
| \`completed\`, \`error\`, \`cancelled\` | CompletedEvent, ErrorEvent, CancelledEvent | the end; \`sha256\` and \`length\` are of the final text |
| \`drain\` | DrainEvent | without id: the server goes away, reconnect after this time with your cursors |

Ignore events and fields that you do not know. A comment comes every 15 s. A connection that is not read is cut: resume.`

export const lifecycleText = `Beside them, without ids and only as hints (\`GET /sync\` is the truth): \`message_accepted\`,
\`message_ended\`, \`session_changed\`, \`session_deleted\`.`
