variable "location" {
  type    = string
  default = "westeurope"
}

variable "network_interface_id" {
  type = string
}

variable "admin_password" {
  type      = string
  sensitive = true
}

variable "has_identity" {
  type    = bool
  default = false
}
