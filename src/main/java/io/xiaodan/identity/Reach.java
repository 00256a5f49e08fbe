package io.xiaodan.identity;

/** How far around somebody a group of people or departments reaches. Everyone is in their own. */
public enum Reach {
  /** That person alone. */
  OWN,
  /** The people of the departments one works in or leads. */
  DEPARTMENT,
  /** The same, with the departments below those. */
  DEPARTMENT_AND_BELOW,
  /** The people who report to one, directly or through others. */
  SUBORDINATES
}
