import { defineComponent, h, type PropType } from 'vue'
import type { Block } from './blocks.ts'
import { toVNodes } from './to-vnodes.ts'

/** One block. A final block is the same object at every update, so it is rendered once. */
export const MarkdownBlock = defineComponent({
  props: { block: { type: Object as PropType<Block>, required: true } },
  setup: (props) => () =>
    toVNodes(props.block.tokens, props.block.done).map((child) => (typeof child === 'string' ? h('p', child) : child)),
})
