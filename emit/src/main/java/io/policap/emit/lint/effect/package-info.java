/** What is accepted and does nothing, or not what was meant. */
@NullMarked
package io.policap.emit.lint.effect;

import org.jspecify.annotations.NullMarked;
