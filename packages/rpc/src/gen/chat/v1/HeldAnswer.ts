// Original file: proto/chat/v1/admin.proto


export interface HeldAnswer {
  'id'?: (string);
  /**
   * Its first claim, by whomever.
   */
  'since'?: (string);
  'lease_until'?: (string);
}

export interface HeldAnswer__Output {
  'id': (string);
  /**
   * Its first claim, by whomever.
   */
  'since': (string);
  'lease_until': (string);
}
