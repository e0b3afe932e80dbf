// Original file: proto/chat/v1/generations.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CheckpointRequest as _chat_v1_CheckpointRequest, CheckpointRequest__Output as _chat_v1_CheckpointRequest__Output } from '../../chat/v1/CheckpointRequest.ts';
import type { CheckpointResponse as _chat_v1_CheckpointResponse, CheckpointResponse__Output as _chat_v1_CheckpointResponse__Output } from '../../chat/v1/CheckpointResponse.ts';
import type { ClaimRequest as _chat_v1_ClaimRequest, ClaimRequest__Output as _chat_v1_ClaimRequest__Output } from '../../chat/v1/ClaimRequest.ts';
import type { ClaimResponse as _chat_v1_ClaimResponse, ClaimResponse__Output as _chat_v1_ClaimResponse__Output } from '../../chat/v1/ClaimResponse.ts';
import type { CompleteRequest as _chat_v1_CompleteRequest, CompleteRequest__Output as _chat_v1_CompleteRequest__Output } from '../../chat/v1/CompleteRequest.ts';
import type { EndResponse as _chat_v1_EndResponse, EndResponse__Output as _chat_v1_EndResponse__Output } from '../../chat/v1/EndResponse.ts';
import type { FailRequest as _chat_v1_FailRequest, FailRequest__Output as _chat_v1_FailRequest__Output } from '../../chat/v1/FailRequest.ts';
import type { GetTitleContextRequest as _chat_v1_GetTitleContextRequest, GetTitleContextRequest__Output as _chat_v1_GetTitleContextRequest__Output } from '../../chat/v1/GetTitleContextRequest.ts';
import type { GetTitleContextResponse as _chat_v1_GetTitleContextResponse, GetTitleContextResponse__Output as _chat_v1_GetTitleContextResponse__Output } from '../../chat/v1/GetTitleContextResponse.ts';
import type { ReleaseRequest as _chat_v1_ReleaseRequest, ReleaseRequest__Output as _chat_v1_ReleaseRequest__Output } from '../../chat/v1/ReleaseRequest.ts';
import type { ReleaseResponse as _chat_v1_ReleaseResponse, ReleaseResponse__Output as _chat_v1_ReleaseResponse__Output } from '../../chat/v1/ReleaseResponse.ts';
import type { RenewEpochRequest as _chat_v1_RenewEpochRequest, RenewEpochRequest__Output as _chat_v1_RenewEpochRequest__Output } from '../../chat/v1/RenewEpochRequest.ts';
import type { RenewEpochResponse as _chat_v1_RenewEpochResponse, RenewEpochResponse__Output as _chat_v1_RenewEpochResponse__Output } from '../../chat/v1/RenewEpochResponse.ts';
import type { RenewLeasesRequest as _chat_v1_RenewLeasesRequest, RenewLeasesRequest__Output as _chat_v1_RenewLeasesRequest__Output } from '../../chat/v1/RenewLeasesRequest.ts';
import type { RenewLeasesResponse as _chat_v1_RenewLeasesResponse, RenewLeasesResponse__Output as _chat_v1_RenewLeasesResponse__Output } from '../../chat/v1/RenewLeasesResponse.ts';
import type { ReportModelsRequest as _chat_v1_ReportModelsRequest, ReportModelsRequest__Output as _chat_v1_ReportModelsRequest__Output } from '../../chat/v1/ReportModelsRequest.ts';
import type { ReportModelsResponse as _chat_v1_ReportModelsResponse, ReportModelsResponse__Output as _chat_v1_ReportModelsResponse__Output } from '../../chat/v1/ReportModelsResponse.ts';
import type { SetTitleRequest as _chat_v1_SetTitleRequest, SetTitleRequest__Output as _chat_v1_SetTitleRequest__Output } from '../../chat/v1/SetTitleRequest.ts';
import type { SetTitleResponse as _chat_v1_SetTitleResponse, SetTitleResponse__Output as _chat_v1_SetTitleResponse__Output } from '../../chat/v1/SetTitleResponse.ts';

export interface GenerationServiceClient extends grpc.Client {
  /**
   * Keeps the text so far, in case that writer and Redis are both lost.
   */
  Checkpoint(argument: _chat_v1_CheckpointRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  Checkpoint(argument: _chat_v1_CheckpointRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  Checkpoint(argument: _chat_v1_CheckpointRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  Checkpoint(argument: _chat_v1_CheckpointRequest, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Keeps the text so far, in case that writer and Redis are both lost.
   */
  checkpoint(argument: _chat_v1_CheckpointRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  checkpoint(argument: _chat_v1_CheckpointRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  checkpoint(argument: _chat_v1_CheckpointRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  checkpoint(argument: _chat_v1_CheckpointRequest, callback: grpc.requestCallback<_chat_v1_CheckpointResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Asks for the right to generate: a new epoch and a lease.
   */
  Claim(argument: _chat_v1_ClaimRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  Claim(argument: _chat_v1_ClaimRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  Claim(argument: _chat_v1_ClaimRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  Claim(argument: _chat_v1_ClaimRequest, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Asks for the right to generate: a new epoch and a lease.
   */
  claim(argument: _chat_v1_ClaimRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  claim(argument: _chat_v1_ClaimRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  claim(argument: _chat_v1_ClaimRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  claim(argument: _chat_v1_ClaimRequest, callback: grpc.requestCallback<_chat_v1_ClaimResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Idempotent by message, epoch and hash.
   */
  Complete(argument: _chat_v1_CompleteRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  Complete(argument: _chat_v1_CompleteRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  Complete(argument: _chat_v1_CompleteRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  Complete(argument: _chat_v1_CompleteRequest, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Idempotent by message, epoch and hash.
   */
  complete(argument: _chat_v1_CompleteRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  complete(argument: _chat_v1_CompleteRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  complete(argument: _chat_v1_CompleteRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  complete(argument: _chat_v1_CompleteRequest, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  
  Fail(argument: _chat_v1_FailRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  Fail(argument: _chat_v1_FailRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  Fail(argument: _chat_v1_FailRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  Fail(argument: _chat_v1_FailRequest, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  fail(argument: _chat_v1_FailRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  fail(argument: _chat_v1_FailRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  fail(argument: _chat_v1_FailRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  fail(argument: _chat_v1_FailRequest, callback: grpc.requestCallback<_chat_v1_EndResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What a title is to be made from, and the title that was made.
   */
  GetTitleContext(argument: _chat_v1_GetTitleContextRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  GetTitleContext(argument: _chat_v1_GetTitleContextRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  GetTitleContext(argument: _chat_v1_GetTitleContextRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  GetTitleContext(argument: _chat_v1_GetTitleContextRequest, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What a title is to be made from, and the title that was made.
   */
  getTitleContext(argument: _chat_v1_GetTitleContextRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  getTitleContext(argument: _chat_v1_GetTitleContextRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  getTitleContext(argument: _chat_v1_GetTitleContextRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  getTitleContext(argument: _chat_v1_GetTitleContextRequest, callback: grpc.requestCallback<_chat_v1_GetTitleContextResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Gives the message back: it is dispatched again after the delay.
   */
  Release(argument: _chat_v1_ReleaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  Release(argument: _chat_v1_ReleaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  Release(argument: _chat_v1_ReleaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  Release(argument: _chat_v1_ReleaseRequest, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Gives the message back: it is dispatched again after the delay.
   */
  release(argument: _chat_v1_ReleaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  release(argument: _chat_v1_ReleaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  release(argument: _chat_v1_ReleaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  release(argument: _chat_v1_ReleaseRequest, callback: grpc.requestCallback<_chat_v1_ReleaseResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * A new epoch for the same attempt, after Redis has lost the log. No attempt is counted. A repeat returns the same one.
   */
  RenewEpoch(argument: _chat_v1_RenewEpochRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  RenewEpoch(argument: _chat_v1_RenewEpochRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  RenewEpoch(argument: _chat_v1_RenewEpochRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  RenewEpoch(argument: _chat_v1_RenewEpochRequest, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  /**
   * A new epoch for the same attempt, after Redis has lost the log. No attempt is counted. A repeat returns the same one.
   */
  renewEpoch(argument: _chat_v1_RenewEpochRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  renewEpoch(argument: _chat_v1_RenewEpochRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  renewEpoch(argument: _chat_v1_RenewEpochRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  renewEpoch(argument: _chat_v1_RenewEpochRequest, callback: grpc.requestCallback<_chat_v1_RenewEpochResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Renews all leases of one worker at once.
   */
  RenewLeases(argument: _chat_v1_RenewLeasesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  RenewLeases(argument: _chat_v1_RenewLeasesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  RenewLeases(argument: _chat_v1_RenewLeasesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  RenewLeases(argument: _chat_v1_RenewLeasesRequest, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Renews all leases of one worker at once.
   */
  renewLeases(argument: _chat_v1_RenewLeasesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  renewLeases(argument: _chat_v1_RenewLeasesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  renewLeases(argument: _chat_v1_RenewLeasesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  renewLeases(argument: _chat_v1_RenewLeasesRequest, callback: grpc.requestCallback<_chat_v1_RenewLeasesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The models that this generator can use.
   */
  ReportModels(argument: _chat_v1_ReportModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  ReportModels(argument: _chat_v1_ReportModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  ReportModels(argument: _chat_v1_ReportModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  ReportModels(argument: _chat_v1_ReportModelsRequest, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The models that this generator can use.
   */
  reportModels(argument: _chat_v1_ReportModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  reportModels(argument: _chat_v1_ReportModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  reportModels(argument: _chat_v1_ReportModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  reportModels(argument: _chat_v1_ReportModelsRequest, callback: grpc.requestCallback<_chat_v1_ReportModelsResponse__Output>): grpc.ClientUnaryCall;
  
  SetTitle(argument: _chat_v1_SetTitleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  SetTitle(argument: _chat_v1_SetTitleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  SetTitle(argument: _chat_v1_SetTitleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  SetTitle(argument: _chat_v1_SetTitleRequest, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  setTitle(argument: _chat_v1_SetTitleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  setTitle(argument: _chat_v1_SetTitleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  setTitle(argument: _chat_v1_SetTitleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  setTitle(argument: _chat_v1_SetTitleRequest, callback: grpc.requestCallback<_chat_v1_SetTitleResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface GenerationServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Keeps the text so far, in case that writer and Redis are both lost.
   */
  Checkpoint: grpc.handleUnaryCall<_chat_v1_CheckpointRequest__Output, _chat_v1_CheckpointResponse>;
  
  /**
   * Asks for the right to generate: a new epoch and a lease.
   */
  Claim: grpc.handleUnaryCall<_chat_v1_ClaimRequest__Output, _chat_v1_ClaimResponse>;
  
  /**
   * Idempotent by message, epoch and hash.
   */
  Complete: grpc.handleUnaryCall<_chat_v1_CompleteRequest__Output, _chat_v1_EndResponse>;
  
  Fail: grpc.handleUnaryCall<_chat_v1_FailRequest__Output, _chat_v1_EndResponse>;
  
  /**
   * What a title is to be made from, and the title that was made.
   */
  GetTitleContext: grpc.handleUnaryCall<_chat_v1_GetTitleContextRequest__Output, _chat_v1_GetTitleContextResponse>;
  
  /**
   * Gives the message back: it is dispatched again after the delay.
   */
  Release: grpc.handleUnaryCall<_chat_v1_ReleaseRequest__Output, _chat_v1_ReleaseResponse>;
  
  /**
   * A new epoch for the same attempt, after Redis has lost the log. No attempt is counted. A repeat returns the same one.
   */
  RenewEpoch: grpc.handleUnaryCall<_chat_v1_RenewEpochRequest__Output, _chat_v1_RenewEpochResponse>;
  
  /**
   * Renews all leases of one worker at once.
   */
  RenewLeases: grpc.handleUnaryCall<_chat_v1_RenewLeasesRequest__Output, _chat_v1_RenewLeasesResponse>;
  
  /**
   * The models that this generator can use.
   */
  ReportModels: grpc.handleUnaryCall<_chat_v1_ReportModelsRequest__Output, _chat_v1_ReportModelsResponse>;
  
  SetTitle: grpc.handleUnaryCall<_chat_v1_SetTitleRequest__Output, _chat_v1_SetTitleResponse>;
  
}

export interface GenerationServiceDefinition extends grpc.ServiceDefinition {
  Checkpoint: MethodDefinition<_chat_v1_CheckpointRequest, _chat_v1_CheckpointResponse, _chat_v1_CheckpointRequest__Output, _chat_v1_CheckpointResponse__Output>
  Claim: MethodDefinition<_chat_v1_ClaimRequest, _chat_v1_ClaimResponse, _chat_v1_ClaimRequest__Output, _chat_v1_ClaimResponse__Output>
  Complete: MethodDefinition<_chat_v1_CompleteRequest, _chat_v1_EndResponse, _chat_v1_CompleteRequest__Output, _chat_v1_EndResponse__Output>
  Fail: MethodDefinition<_chat_v1_FailRequest, _chat_v1_EndResponse, _chat_v1_FailRequest__Output, _chat_v1_EndResponse__Output>
  GetTitleContext: MethodDefinition<_chat_v1_GetTitleContextRequest, _chat_v1_GetTitleContextResponse, _chat_v1_GetTitleContextRequest__Output, _chat_v1_GetTitleContextResponse__Output>
  Release: MethodDefinition<_chat_v1_ReleaseRequest, _chat_v1_ReleaseResponse, _chat_v1_ReleaseRequest__Output, _chat_v1_ReleaseResponse__Output>
  RenewEpoch: MethodDefinition<_chat_v1_RenewEpochRequest, _chat_v1_RenewEpochResponse, _chat_v1_RenewEpochRequest__Output, _chat_v1_RenewEpochResponse__Output>
  RenewLeases: MethodDefinition<_chat_v1_RenewLeasesRequest, _chat_v1_RenewLeasesResponse, _chat_v1_RenewLeasesRequest__Output, _chat_v1_RenewLeasesResponse__Output>
  ReportModels: MethodDefinition<_chat_v1_ReportModelsRequest, _chat_v1_ReportModelsResponse, _chat_v1_ReportModelsRequest__Output, _chat_v1_ReportModelsResponse__Output>
  SetTitle: MethodDefinition<_chat_v1_SetTitleRequest, _chat_v1_SetTitleResponse, _chat_v1_SetTitleRequest__Output, _chat_v1_SetTitleResponse__Output>
}
