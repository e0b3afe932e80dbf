// Original file: proto/chat/v1/messages.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AcceptedMessage as _chat_v1_AcceptedMessage, AcceptedMessage__Output as _chat_v1_AcceptedMessage__Output } from '../../chat/v1/AcceptedMessage.ts';
import type { CancelRequest as _chat_v1_CancelRequest, CancelRequest__Output as _chat_v1_CancelRequest__Output } from '../../chat/v1/CancelRequest.ts';
import type { GetMessageRequest as _chat_v1_GetMessageRequest, GetMessageRequest__Output as _chat_v1_GetMessageRequest__Output } from '../../chat/v1/GetMessageRequest.ts';
import type { ListActiveStreamsRequest as _chat_v1_ListActiveStreamsRequest, ListActiveStreamsRequest__Output as _chat_v1_ListActiveStreamsRequest__Output } from '../../chat/v1/ListActiveStreamsRequest.ts';
import type { ListActiveStreamsResponse as _chat_v1_ListActiveStreamsResponse, ListActiveStreamsResponse__Output as _chat_v1_ListActiveStreamsResponse__Output } from '../../chat/v1/ListActiveStreamsResponse.ts';
import type { ListMessagesRequest as _chat_v1_ListMessagesRequest, ListMessagesRequest__Output as _chat_v1_ListMessagesRequest__Output } from '../../chat/v1/ListMessagesRequest.ts';
import type { ListMessagesResponse as _chat_v1_ListMessagesResponse, ListMessagesResponse__Output as _chat_v1_ListMessagesResponse__Output } from '../../chat/v1/ListMessagesResponse.ts';
import type { ListModelsRequest as _chat_v1_ListModelsRequest, ListModelsRequest__Output as _chat_v1_ListModelsRequest__Output } from '../../chat/v1/ListModelsRequest.ts';
import type { ListModelsResponse as _chat_v1_ListModelsResponse, ListModelsResponse__Output as _chat_v1_ListModelsResponse__Output } from '../../chat/v1/ListModelsResponse.ts';
import type { ListQueuePlacesRequest as _chat_v1_ListQueuePlacesRequest, ListQueuePlacesRequest__Output as _chat_v1_ListQueuePlacesRequest__Output } from '../../chat/v1/ListQueuePlacesRequest.ts';
import type { ListQueuePlacesResponse as _chat_v1_ListQueuePlacesResponse, ListQueuePlacesResponse__Output as _chat_v1_ListQueuePlacesResponse__Output } from '../../chat/v1/ListQueuePlacesResponse.ts';
import type { Message as _chat_v1_Message, Message__Output as _chat_v1_Message__Output } from '../../chat/v1/Message.ts';
import type { RetryRequest as _chat_v1_RetryRequest, RetryRequest__Output as _chat_v1_RetryRequest__Output } from '../../chat/v1/RetryRequest.ts';
import type { SendMessageRequest as _chat_v1_SendMessageRequest, SendMessageRequest__Output as _chat_v1_SendMessageRequest__Output } from '../../chat/v1/SendMessageRequest.ts';
import type { SyncRequest as _chat_v1_SyncRequest, SyncRequest__Output as _chat_v1_SyncRequest__Output } from '../../chat/v1/SyncRequest.ts';
import type { SyncResponse as _chat_v1_SyncResponse, SyncResponse__Output as _chat_v1_SyncResponse__Output } from '../../chat/v1/SyncResponse.ts';

export interface MessageServiceClient extends grpc.Client {
  /**
   * Ends a queued or running answer with the text that the clicker has seen; a repeat returns the same message.
   */
  Cancel(argument: _chat_v1_CancelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _chat_v1_CancelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _chat_v1_CancelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  Cancel(argument: _chat_v1_CancelRequest, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  /**
   * Ends a queued or running answer with the text that the clicker has seen; a repeat returns the same message.
   */
  cancel(argument: _chat_v1_CancelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  cancel(argument: _chat_v1_CancelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  cancel(argument: _chat_v1_CancelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  cancel(argument: _chat_v1_CancelRequest, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  
  GetMessage(argument: _chat_v1_GetMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  GetMessage(argument: _chat_v1_GetMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  GetMessage(argument: _chat_v1_GetMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  GetMessage(argument: _chat_v1_GetMessageRequest, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _chat_v1_GetMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _chat_v1_GetMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _chat_v1_GetMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  getMessage(argument: _chat_v1_GetMessageRequest, callback: grpc.requestCallback<_chat_v1_Message__Output>): grpc.ClientUnaryCall;
  
  /**
   * Messages of the caller that are queued or generating.
   */
  ListActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  ListActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  ListActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  ListActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Messages of the caller that are queued or generating.
   */
  listActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  listActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  listActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  listActiveStreams(argument: _chat_v1_ListActiveStreamsRequest, callback: grpc.requestCallback<_chat_v1_ListActiveStreamsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Newest first.
   */
  ListMessages(argument: _chat_v1_ListMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  ListMessages(argument: _chat_v1_ListMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  ListMessages(argument: _chat_v1_ListMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  ListMessages(argument: _chat_v1_ListMessagesRequest, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Newest first.
   */
  listMessages(argument: _chat_v1_ListMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  listMessages(argument: _chat_v1_ListMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  listMessages(argument: _chat_v1_ListMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  listMessages(argument: _chat_v1_ListMessagesRequest, callback: grpc.requestCallback<_chat_v1_ListMessagesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The models that the generators have reported.
   */
  ListModels(argument: _chat_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _chat_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _chat_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _chat_v1_ListModelsRequest, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The models that the generators have reported.
   */
  listModels(argument: _chat_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _chat_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _chat_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _chat_v1_ListModelsRequest, callback: grpc.requestCallback<_chat_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The places of waiting answers, for a gateway whose viewers are shown them; what waits no more is left out.
   */
  ListQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  ListQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  ListQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  ListQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The places of waiting answers, for a gateway whose viewers are shown them; what waits no more is left out.
   */
  listQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  listQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  listQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  listQueuePlaces(argument: _chat_v1_ListQueuePlacesRequest, callback: grpc.requestCallback<_chat_v1_ListQueuePlacesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Orders a new answer in the place of one that ended in error or was cancelled, or of a completed one that is the last
   * of its session; a repeat returns the same new one.
   */
  Retry(argument: _chat_v1_RetryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  Retry(argument: _chat_v1_RetryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  Retry(argument: _chat_v1_RetryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  Retry(argument: _chat_v1_RetryRequest, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  /**
   * Orders a new answer in the place of one that ended in error or was cancelled, or of a completed one that is the last
   * of its session; a repeat returns the same new one.
   */
  retry(argument: _chat_v1_RetryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  retry(argument: _chat_v1_RetryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  retry(argument: _chat_v1_RetryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  retry(argument: _chat_v1_RetryRequest, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  
  /**
   * Accepts a user message and orders its answer, in one transaction. A repeat of the same id and body returns the same
   * reply; another body with the same id is ALREADY_EXISTS (code `idempotency_conflict`).
   */
  SendMessage(argument: _chat_v1_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _chat_v1_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _chat_v1_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  SendMessage(argument: _chat_v1_SendMessageRequest, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  /**
   * Accepts a user message and orders its answer, in one transaction. A repeat of the same id and body returns the same
   * reply; another body with the same id is ALREADY_EXISTS (code `idempotency_conflict`).
   */
  sendMessage(argument: _chat_v1_SendMessageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _chat_v1_SendMessageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _chat_v1_SendMessageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  sendMessage(argument: _chat_v1_SendMessageRequest, callback: grpc.requestCallback<_chat_v1_AcceptedMessage__Output>): grpc.ClientUnaryCall;
  
  /**
   * Everything of the caller that changed since a token. May repeat, never misses.
   */
  Sync(argument: _chat_v1_SyncRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  Sync(argument: _chat_v1_SyncRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  Sync(argument: _chat_v1_SyncRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  Sync(argument: _chat_v1_SyncRequest, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Everything of the caller that changed since a token. May repeat, never misses.
   */
  sync(argument: _chat_v1_SyncRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  sync(argument: _chat_v1_SyncRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  sync(argument: _chat_v1_SyncRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  sync(argument: _chat_v1_SyncRequest, callback: grpc.requestCallback<_chat_v1_SyncResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface MessageServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Ends a queued or running answer with the text that the clicker has seen; a repeat returns the same message.
   */
  Cancel: grpc.handleUnaryCall<_chat_v1_CancelRequest__Output, _chat_v1_Message>;
  
  GetMessage: grpc.handleUnaryCall<_chat_v1_GetMessageRequest__Output, _chat_v1_Message>;
  
  /**
   * Messages of the caller that are queued or generating.
   */
  ListActiveStreams: grpc.handleUnaryCall<_chat_v1_ListActiveStreamsRequest__Output, _chat_v1_ListActiveStreamsResponse>;
  
  /**
   * Newest first.
   */
  ListMessages: grpc.handleUnaryCall<_chat_v1_ListMessagesRequest__Output, _chat_v1_ListMessagesResponse>;
  
  /**
   * The models that the generators have reported.
   */
  ListModels: grpc.handleUnaryCall<_chat_v1_ListModelsRequest__Output, _chat_v1_ListModelsResponse>;
  
  /**
   * The places of waiting answers, for a gateway whose viewers are shown them; what waits no more is left out.
   */
  ListQueuePlaces: grpc.handleUnaryCall<_chat_v1_ListQueuePlacesRequest__Output, _chat_v1_ListQueuePlacesResponse>;
  
  /**
   * Orders a new answer in the place of one that ended in error or was cancelled, or of a completed one that is the last
   * of its session; a repeat returns the same new one.
   */
  Retry: grpc.handleUnaryCall<_chat_v1_RetryRequest__Output, _chat_v1_AcceptedMessage>;
  
  /**
   * Accepts a user message and orders its answer, in one transaction. A repeat of the same id and body returns the same
   * reply; another body with the same id is ALREADY_EXISTS (code `idempotency_conflict`).
   */
  SendMessage: grpc.handleUnaryCall<_chat_v1_SendMessageRequest__Output, _chat_v1_AcceptedMessage>;
  
  /**
   * Everything of the caller that changed since a token. May repeat, never misses.
   */
  Sync: grpc.handleUnaryCall<_chat_v1_SyncRequest__Output, _chat_v1_SyncResponse>;
  
}

export interface MessageServiceDefinition extends grpc.ServiceDefinition {
  Cancel: MethodDefinition<_chat_v1_CancelRequest, _chat_v1_Message, _chat_v1_CancelRequest__Output, _chat_v1_Message__Output>
  GetMessage: MethodDefinition<_chat_v1_GetMessageRequest, _chat_v1_Message, _chat_v1_GetMessageRequest__Output, _chat_v1_Message__Output>
  ListActiveStreams: MethodDefinition<_chat_v1_ListActiveStreamsRequest, _chat_v1_ListActiveStreamsResponse, _chat_v1_ListActiveStreamsRequest__Output, _chat_v1_ListActiveStreamsResponse__Output>
  ListMessages: MethodDefinition<_chat_v1_ListMessagesRequest, _chat_v1_ListMessagesResponse, _chat_v1_ListMessagesRequest__Output, _chat_v1_ListMessagesResponse__Output>
  ListModels: MethodDefinition<_chat_v1_ListModelsRequest, _chat_v1_ListModelsResponse, _chat_v1_ListModelsRequest__Output, _chat_v1_ListModelsResponse__Output>
  ListQueuePlaces: MethodDefinition<_chat_v1_ListQueuePlacesRequest, _chat_v1_ListQueuePlacesResponse, _chat_v1_ListQueuePlacesRequest__Output, _chat_v1_ListQueuePlacesResponse__Output>
  Retry: MethodDefinition<_chat_v1_RetryRequest, _chat_v1_AcceptedMessage, _chat_v1_RetryRequest__Output, _chat_v1_AcceptedMessage__Output>
  SendMessage: MethodDefinition<_chat_v1_SendMessageRequest, _chat_v1_AcceptedMessage, _chat_v1_SendMessageRequest__Output, _chat_v1_AcceptedMessage__Output>
  Sync: MethodDefinition<_chat_v1_SyncRequest, _chat_v1_SyncResponse, _chat_v1_SyncRequest__Output, _chat_v1_SyncResponse__Output>
}
