package io.xiaodan.action;

import io.xiaodan.identity.Origin;
import java.util.UUID;

/** Knows how deep in a chain of rules stands what causes changes by itself: one for each origin. */
public interface ChainLink {

  /** Whose causes it knows. */
  Origin origin();

  /** How many rules have set one another off up to a cause; 0 for none, and for an unknown one. */
  int depth(UUID cause);
}
