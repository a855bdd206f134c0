/** The file form of known ranges: read strictly, with the line of everything that is wrong. */
@NullMarked
package io.policap.capture.range;

import org.jspecify.annotations.NullMarked;
