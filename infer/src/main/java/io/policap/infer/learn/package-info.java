/** From a baseline and an inventory to an intent. */
@NullMarked
package io.policap.infer.learn;

import org.jspecify.annotations.NullMarked;
