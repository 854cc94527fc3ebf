/** What a template is made of. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
