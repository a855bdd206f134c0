/** Audit, enforcement and default-deny, as functions from model to model. */
@NullMarked
package io.policap.infer.policy.rollout;

import org.jspecify.annotations.NullMarked;
