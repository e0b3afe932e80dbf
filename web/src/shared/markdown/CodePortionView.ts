import { defineComponent, h, type PropType } from 'vue'
import type { CodePortion } from './code-lines.ts'

/** Some lines of code as nodes: coloured parts as spans, everything else as text. */
export const CodePortionView = defineComponent({
  props: { portion: { type: Object as PropType<CodePortion>, required: true } },
  setup: (props) => () =>
    h(
      'span',
      { class: 'code-portion' },
      props.portion.lines.flatMap((line) => [
        ...line.map(({ text, style }) => (style ? h('span', { class: 'shiki-token', style }, text) : text)),
        '\n',
      ]),
    ),
})
