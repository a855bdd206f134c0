/** What people decided about a cluster's policies beyond what was seen, each decision with where it is written. */
@NullMarked
package io.policap.infer.decision;

import org.jspecify.annotations.NullMarked;
