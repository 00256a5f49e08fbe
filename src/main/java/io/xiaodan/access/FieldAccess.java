package io.xiaodan.access;

/** What a role may do with a field, the least first. */
public enum FieldAccess {
  HIDDEN,
  READ,
  EDIT
}
