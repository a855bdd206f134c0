/** The model of NetworkPolicy objects. */
@NullMarked
package io.policap.infer.policy.kubernetes;

import org.jspecify.annotations.NullMarked;
