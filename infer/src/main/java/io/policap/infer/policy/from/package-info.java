/** From an intent to the models of each kind of policy. */
@NullMarked
package io.policap.infer.policy.from;

import org.jspecify.annotations.NullMarked;
