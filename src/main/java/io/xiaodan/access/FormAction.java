package io.xiaodan.access;

/** What a role may be allowed to do with the records of a form, row by row. */
public enum FormAction {
  VIEW,
  EDIT,
  DELETE
}
