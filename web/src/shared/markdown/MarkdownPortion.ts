import { defineComponent, h, type PropType } from 'vue'
import type { Block } from './blocks.ts'
import { MarkdownBlock } from './MarkdownBlock.ts'

/** Some blocks that follow each other. A full portion is the same array at every update, so it is not looked at again. */
export const MarkdownPortion = defineComponent({
  props: { blocks: { type: Array as PropType<Block[]>, required: true } },
  setup: (props) => () => props.blocks.map((block) => h(MarkdownBlock, { key: block.start, block })),
})
