@NullMarked
package io.allyourbase.jobs.event;

import org.jspecify.annotations.NullMarked;
