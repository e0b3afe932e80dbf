// Original file: proto/chat/v1/maintenance.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DescribeRequest as _chat_v1_DescribeRequest, DescribeRequest__Output as _chat_v1_DescribeRequest__Output } from '../../chat/v1/DescribeRequest.ts';
import type { DescribeResponse as _chat_v1_DescribeResponse, DescribeResponse__Output as _chat_v1_DescribeResponse__Output } from '../../chat/v1/DescribeResponse.ts';
import type { PruneRequest as _chat_v1_PruneRequest, PruneRequest__Output as _chat_v1_PruneRequest__Output } from '../../chat/v1/PruneRequest.ts';
import type { PruneResponse as _chat_v1_PruneResponse, PruneResponse__Output as _chat_v1_PruneResponse__Output } from '../../chat/v1/PruneResponse.ts';
import type { RepairRequest as _chat_v1_RepairRequest, RepairRequest__Output as _chat_v1_RepairRequest__Output } from '../../chat/v1/RepairRequest.ts';
import type { RepairResponse as _chat_v1_RepairResponse, RepairResponse__Output as _chat_v1_RepairResponse__Output } from '../../chat/v1/RepairResponse.ts';
import type { ReportSweepRequest as _chat_v1_ReportSweepRequest, ReportSweepRequest__Output as _chat_v1_ReportSweepRequest__Output } from '../../chat/v1/ReportSweepRequest.ts';
import type { ReportSweepResponse as _chat_v1_ReportSweepResponse, ReportSweepResponse__Output as _chat_v1_ReportSweepResponse__Output } from '../../chat/v1/ReportSweepResponse.ts';

export interface MaintenanceServiceClient extends grpc.Client {
  /**
   * For keys found in Redis: what Postgres says of their messages.
   */
  Describe(argument: _chat_v1_DescribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  Describe(argument: _chat_v1_DescribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  Describe(argument: _chat_v1_DescribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  Describe(argument: _chat_v1_DescribeRequest, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  /**
   * For keys found in Redis: what Postgres says of their messages.
   */
  describe(argument: _chat_v1_DescribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _chat_v1_DescribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _chat_v1_DescribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _chat_v1_DescribeRequest, callback: grpc.requestCallback<_chat_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Removes sent outbox rows, tombstones, logins and audit events past their time, bounded.
   */
  Prune(argument: _chat_v1_PruneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  Prune(argument: _chat_v1_PruneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  Prune(argument: _chat_v1_PruneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  Prune(argument: _chat_v1_PruneRequest, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Removes sent outbox rows, tombstones, logins and audit events past their time, bounded.
   */
  prune(argument: _chat_v1_PruneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  prune(argument: _chat_v1_PruneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  prune(argument: _chat_v1_PruneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  prune(argument: _chat_v1_PruneRequest, callback: grpc.requestCallback<_chat_v1_PruneResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Messages that seem to have been forgotten by everybody; chat-api decides again by its own rules.
   */
  Repair(argument: _chat_v1_RepairRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  Repair(argument: _chat_v1_RepairRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  Repair(argument: _chat_v1_RepairRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  Repair(argument: _chat_v1_RepairRequest, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Messages that seem to have been forgotten by everybody; chat-api decides again by its own rules.
   */
  repair(argument: _chat_v1_RepairRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  repair(argument: _chat_v1_RepairRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  repair(argument: _chat_v1_RepairRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  repair(argument: _chat_v1_RepairRequest, callback: grpc.requestCallback<_chat_v1_RepairResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The outcome of a run, exported by chat-api as metrics.
   */
  ReportSweep(argument: _chat_v1_ReportSweepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  ReportSweep(argument: _chat_v1_ReportSweepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  ReportSweep(argument: _chat_v1_ReportSweepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  ReportSweep(argument: _chat_v1_ReportSweepRequest, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The outcome of a run, exported by chat-api as metrics.
   */
  reportSweep(argument: _chat_v1_ReportSweepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  reportSweep(argument: _chat_v1_ReportSweepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  reportSweep(argument: _chat_v1_ReportSweepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  reportSweep(argument: _chat_v1_ReportSweepRequest, callback: grpc.requestCallback<_chat_v1_ReportSweepResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface MaintenanceServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * For keys found in Redis: what Postgres says of their messages.
   */
  Describe: grpc.handleUnaryCall<_chat_v1_DescribeRequest__Output, _chat_v1_DescribeResponse>;
  
  /**
   * Removes sent outbox rows, tombstones, logins and audit events past their time, bounded.
   */
  Prune: grpc.handleUnaryCall<_chat_v1_PruneRequest__Output, _chat_v1_PruneResponse>;
  
  /**
   * Messages that seem to have been forgotten by everybody; chat-api decides again by its own rules.
   */
  Repair: grpc.handleUnaryCall<_chat_v1_RepairRequest__Output, _chat_v1_RepairResponse>;
  
  /**
   * The outcome of a run, exported by chat-api as metrics.
   */
  ReportSweep: grpc.handleUnaryCall<_chat_v1_ReportSweepRequest__Output, _chat_v1_ReportSweepResponse>;
  
}

export interface MaintenanceServiceDefinition extends grpc.ServiceDefinition {
  Describe: MethodDefinition<_chat_v1_DescribeRequest, _chat_v1_DescribeResponse, _chat_v1_DescribeRequest__Output, _chat_v1_DescribeResponse__Output>
  Prune: MethodDefinition<_chat_v1_PruneRequest, _chat_v1_PruneResponse, _chat_v1_PruneRequest__Output, _chat_v1_PruneResponse__Output>
  Repair: MethodDefinition<_chat_v1_RepairRequest, _chat_v1_RepairResponse, _chat_v1_RepairRequest__Output, _chat_v1_RepairResponse__Output>
  ReportSweep: MethodDefinition<_chat_v1_ReportSweepRequest, _chat_v1_ReportSweepResponse, _chat_v1_ReportSweepRequest__Output, _chat_v1_ReportSweepResponse__Output>
}
