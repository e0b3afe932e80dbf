import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { DescribeRequest as _chat_v1_DescribeRequest, DescribeRequest__Output as _chat_v1_DescribeRequest__Output } from './chat/v1/DescribeRequest.ts';
import type { DescribeResponse as _chat_v1_DescribeResponse, DescribeResponse__Output as _chat_v1_DescribeResponse__Output } from './chat/v1/DescribeResponse.ts';
import type { MaintenanceServiceClient as _chat_v1_MaintenanceServiceClient, MaintenanceServiceDefinition as _chat_v1_MaintenanceServiceDefinition } from './chat/v1/MaintenanceService.ts';
import type { MessageFacts as _chat_v1_MessageFacts, MessageFacts__Output as _chat_v1_MessageFacts__Output } from './chat/v1/MessageFacts.ts';
import type { MessageRef as _chat_v1_MessageRef, MessageRef__Output as _chat_v1_MessageRef__Output } from './chat/v1/MessageRef.ts';
import type { PruneRequest as _chat_v1_PruneRequest, PruneRequest__Output as _chat_v1_PruneRequest__Output } from './chat/v1/PruneRequest.ts';
import type { PruneResponse as _chat_v1_PruneResponse, PruneResponse__Output as _chat_v1_PruneResponse__Output } from './chat/v1/PruneResponse.ts';
import type { RepairRequest as _chat_v1_RepairRequest, RepairRequest__Output as _chat_v1_RepairRequest__Output } from './chat/v1/RepairRequest.ts';
import type { RepairResponse as _chat_v1_RepairResponse, RepairResponse__Output as _chat_v1_RepairResponse__Output } from './chat/v1/RepairResponse.ts';
import type { ReportSweepRequest as _chat_v1_ReportSweepRequest, ReportSweepRequest__Output as _chat_v1_ReportSweepRequest__Output } from './chat/v1/ReportSweepRequest.ts';
import type { ReportSweepResponse as _chat_v1_ReportSweepResponse, ReportSweepResponse__Output as _chat_v1_ReportSweepResponse__Output } from './chat/v1/ReportSweepResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  chat: {
    v1: {
      DescribeRequest: MessageTypeDefinition<_chat_v1_DescribeRequest, _chat_v1_DescribeRequest__Output>
      DescribeResponse: MessageTypeDefinition<_chat_v1_DescribeResponse, _chat_v1_DescribeResponse__Output>
      MaintenanceService: SubtypeConstructor<typeof grpc.Client, _chat_v1_MaintenanceServiceClient> & { service: _chat_v1_MaintenanceServiceDefinition }
      MessageFacts: MessageTypeDefinition<_chat_v1_MessageFacts, _chat_v1_MessageFacts__Output>
      MessageRef: MessageTypeDefinition<_chat_v1_MessageRef, _chat_v1_MessageRef__Output>
      PruneRequest: MessageTypeDefinition<_chat_v1_PruneRequest, _chat_v1_PruneRequest__Output>
      PruneResponse: MessageTypeDefinition<_chat_v1_PruneResponse, _chat_v1_PruneResponse__Output>
      RepairRequest: MessageTypeDefinition<_chat_v1_RepairRequest, _chat_v1_RepairRequest__Output>
      RepairResponse: MessageTypeDefinition<_chat_v1_RepairResponse, _chat_v1_RepairResponse__Output>
      ReportSweepRequest: MessageTypeDefinition<_chat_v1_ReportSweepRequest, _chat_v1_ReportSweepRequest__Output>
      ReportSweepResponse: MessageTypeDefinition<_chat_v1_ReportSweepResponse, _chat_v1_ReportSweepResponse__Output>
    }
  }
}

