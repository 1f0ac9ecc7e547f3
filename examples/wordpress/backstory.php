<?php
/**
 * Plugin Name: Backstory
 * Description: Lets every author put <back-story> into a post, or [backstory src="…"].
 *
 * WordPress takes unknown tags, scripts and iframes out of what is saved by users
 * without "unfiltered_html": authors and contributors, and on a multisite all but its
 * super admins. This allows one tag more, of whose attributes none can run anything, and
 * has its script in the pages.
 *
 * Put this file into wp-content/mu-plugins/, and the files of dist/ at the address below.
 */

/** Where the files of dist/ are. */
const BACKSTORY_DIST = '/dist/';

/** The attributes that an author may set. */
const BACKSTORY_ATTRIBUTES = array( 'id', 'src', 'article', 'view', 'layout', 'lang', 'theme', 'loading', 'permalink', 'refresh', 'debug' );

add_filter(
	'wp_kses_allowed_html',
	function ( $tags, $context ) {
		if ( 'post' === $context ) {
			$tags['back-story'] = array_fill_keys( BACKSTORY_ATTRIBUTES, true );
		}
		return $tags;
	},
	10,
	2
);

add_shortcode(
	'backstory',
	function ( $given ) {
		$element = '<back-story';
		foreach ( (array) $given as $name => $value ) {
			if ( in_array( $name, BACKSTORY_ATTRIBUTES, true ) ) {
				$element .= ' ' . $name . '="' . esc_attr( $value ) . '"';
			}
		}
		return $element . '></back-story>';
	}
);

add_action(
	'wp_footer',
	function () {
		if ( is_singular() ) {
			echo '<script type="module" src="' . esc_url( BACKSTORY_DIST . 'backstory.js' ) . '"></script>' . "\n";
		}
	}
);
