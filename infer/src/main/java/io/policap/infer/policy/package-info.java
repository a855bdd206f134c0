/** Network policies of both kinds, as values, and what their kinds have in common. */
@NullMarked
package io.policap.infer.policy;

import org.jspecify.annotations.NullMarked;
