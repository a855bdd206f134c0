/** Who may reach whom, with evidence, before any kind of policy is chosen. */
@NullMarked
package io.policap.infer.intent;

import org.jspecify.annotations.NullMarked;
